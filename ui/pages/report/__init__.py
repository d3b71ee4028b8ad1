"""The report: what goes into it, its preview, saving and printing it; and the visits it is for."""
