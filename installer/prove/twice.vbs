' As a script without Excel uses the server: a workbook computed twice. The second time Python is awake.
Option Explicit
Dim engine, started, first, second
started = Timer
Set engine = CreateObject("Runxl.Engine")
WScript.Echo engine.Compute(WScript.Arguments(0))
first = Timer - started
started = Timer
engine.Compute WScript.Arguments(0)
second = Timer - started
WScript.Echo "forsta " & Round(first, 2) & " s, andra " & Round(second, 2) & " s"
If second < 0.2 * first Then WScript.Echo "den andra tar under en femtedel"
