@echo off
rem Installerar stexcel ur hjulen bredvid, utan nät och utan administratörsrättigheter.
rem Kräver Python 3.11 eller senare, av den version som hjulen är byggda för.
chcp 65001 >nul
setlocal
set "MILJO=%LOCALAPPDATA%\stexcel\python"
set "PYTHON=py -3"
py -3 -c "" >nul 2>&1 || set "PYTHON=python"
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || goto gammal
%PYTHON% -m venv "%MILJO%" || goto fel
"%MILJO%\Scripts\python.exe" -m pip install --no-index --find-links "%~dp0hjul" --upgrade stexcel || goto fel
"%MILJO%\Scripts\stexcel.exe" addin install || goto fel
echo.
echo stexcel är installerat i %MILJO%
echo Fönstret öppnas med: "%MILJO%\Scripts\stexcel.exe" window
pause
exit /b 0

:gammal
echo Python 3.11 eller senare saknas på den här datorn. Be IT om det, eller använd det färdigbyggda programmet.
pause
exit /b 2

:fel
echo Installationen blev inte klar. Visa det som står ovanför för IT.
pause
exit /b 2
