"""The trend worked out once more, by scipy and in the open, for tests to hold the app's own against."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import stats


@dataclass(frozen=True)
class Fit:
    """Slope and interval per day, p, and r'."""

    slope: float
    interval: tuple[float, float]
    p: float
    rho: float


def fitted(values: Mapping[date, float]) -> Fit:
    """Theil-Sen, Mann-Kendall with inflated variance, and Sen's interval of daily values."""
    days = sorted(values)
    x = np.array([(day - days[0]).days for day in days], dtype=float)
    y = np.array([values[day] for day in days])
    n = len(y)
    slope = float(stats.theilslopes(y, x).slope)
    residuals = y - slope * x
    residuals -= residuals.mean()
    r = (residuals[1:] * residuals[:-1]).sum() / (residuals**2).sum()
    rho = float(np.clip((n * r + 2) / (n - 4), 0, 0.9))
    upper = np.triu_indices(n, 1)
    rises = (y[None, :] - y[:, None])[upper]
    balance = np.sign(rises).sum()
    ties = np.unique(y, return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18 * (1 + rho) / (1 - rho)
    p = 2 * stats.norm.sf(max(abs(balance) - 1, 0) / math.sqrt(variance))
    slopes = np.sort(rises / (x[None, :] - x[:, None])[upper])
    reach = stats.norm.ppf(0.975) * math.sqrt(variance)
    low, high = round((len(slopes) - reach) / 2), round((len(slopes) + reach) / 2) + 1
    return Fit(slope, (float(slopes[low - 1]), float(slopes[high - 1])), float(p), rho)
