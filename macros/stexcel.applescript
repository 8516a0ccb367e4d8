-- Starts stexcel on macOS, where Excel's own macros may not start programs. "stexcel addin install" puts this script in
-- ~/Library/Application Scripts/com.microsoft.Excel. It can start nothing but the program whose path the same
-- installation has written there. (In ASCII and therefore in English: it reads the same whatever the encoding.)

on startStexcel(argumentLines)
	set pathFile to (POSIX path of (path to home folder)) & "Library/Application Scripts/com.microsoft.Excel/stexcel-program.txt"
	try
		set program to do shell script "head -n 1 " & quoted form of pathFile
		do shell script "test -x " & quoted form of program
	on error
		return "2"
	end try
	set commandLine to quoted form of program & " addin run"
	repeat with argument in paragraphs of argumentLines
		set commandLine to commandLine & " " & quoted form of (contents of argument)
	end repeat
	do shell script commandLine & " > /dev/null 2>&1 &"
	return "0"
end startStexcel

on chooseFolder(question)
	try
		return POSIX path of (choose folder with prompt question)
	on error number -128
		return ""
	end try
end chooseFolder
