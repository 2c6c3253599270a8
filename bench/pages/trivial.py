"""The shortest program under PyScript: says that Python runs."""

from pyscript import window

window.tell("ready")
