"""The toolbar's job, run by LibreOffice's own Python: finds runxl where the extension was built, and hands over.

`runxl_place` lies beside it, written when the extension is built: PYTHON is the version of the Python that runxl is
installed for, PATHS its folders.
"""

import sys

import runxl_place
import unohelper
from com.sun.star.task import XJobExecutor

SERVICE = "se.runxl.Maluppfyllelse"
OTHER_PYTHON = (
    "Tillägget är installerat för Python {0}, men LibreOffice använder Python {1}. Installera runxl för Python {1} och "
    "kör runxl addin install --libreoffice därifrån."
)
NOT_FOUND = (
    "Tillägget hittar inte runxl: {0}\n\nKör runxl addin status --libreoffice i ett terminalfönster. Det säger vad som "
    "ska göras."
)


class Maluppfyllelse(unohelper.Base, XJobExecutor):
    def __init__(self, context):
        self._context = context

    def trigger(self, action):
        ours = "{}.{}".format(*sys.version_info[:2])
        if ours != runxl_place.PYTHON:
            self._say(OTHER_PYTHON.format(runxl_place.PYTHON, ours))
            return
        sys.path[:0] = [path for path in runxl_place.PATHS if path not in sys.path]
        try:
            from runxl.addin.libreoffice import run
        except ImportError as error:
            self._say(NOT_FOUND.format(error))
            return
        run(self._context, action)

    def _say(self, text):
        desktop = self._context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self._context)
        window = desktop.CurrentFrame.ContainerWindow
        from com.sun.star.awt.MessageBoxType import WARNINGBOX

        window.Toolkit.createMessageBox(window, WARNINGBOX, 1, "Måluppfyllelse", text).execute()


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Maluppfyllelse, SERVICE, ("com.sun.star.task.Job",))
