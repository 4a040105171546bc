-- runxl: starts Python for the ribbon's buttons. Put here by: runxl addin install
-- Every part is quoted for the shell, so that no name can become a command. An empty answer: Python has started.

on startPython(request)
	set {interpreter, command, workbookName, excelPath, logFile} to parts(request)
	try
		do shell script "test -x " & quoted form of interpreter
	on error
		return "Python finns inte: " & interpreter
	end try
	set work to quoted form of interpreter & " -B -E -P -u -W ignore -c " & quoted form of command
	set work to work & " " & quoted form of ("--wb=" & workbookName) & " --from_xl=1 " & quoted form of ("--app=" & excelPath)
	try
		do shell script work & " > /dev/null 2> " & quoted form of logFile & " &"
	on error reason
		return reason
	end try
	return ""
end startPython

on parts(request)
	set former to AppleScript's text item delimiters
	set AppleScript's text item delimiters to "|"
	set found to text items of request
	set AppleScript's text item delimiters to former
	return found
end parts
