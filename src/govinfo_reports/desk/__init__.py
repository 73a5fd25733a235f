"""The desk: reports checked in a browser, on this machine (`govinfo-reports serve`)."""
