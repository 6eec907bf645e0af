@echo off
rem Runs Hourglass on the Java that JAVA_HOME names, else on the one on the PATH: 17 or later.
rem HOURGLASS_JAVA_OPTIONS and JAVA_OPTS hold more options for the JVM, for instance -Xmx8g.
setlocal

set "HOURGLASS_HOME=%~dp0.."
if defined JAVA_HOME (
    set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
    set "JAVA=java.exe"
)

set "MAJOR="
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do (
    for /f "tokens=1 delims=.-+" %%m in ("%%~v") do set "MAJOR=%%m"
)
if not defined MAJOR (
    echo hourglass: Java 17 or later is needed: set JAVA_HOME or put java on the PATH 1>&2
    exit /b 1
)
if %MAJOR% LSS 17 (
    echo hourglass: Java 17 or later is needed, but %JAVA% is Java %MAJOR% 1>&2
    exit /b 1
)

set "FLAGS="
if %MAJOR% GEQ 24 set "FLAGS=--sun-misc-unsafe-memory-access=allow"

"%JAVA%" --enable-native-access=ALL-UNNAMED %FLAGS% -Xshare:auto -XX:+UseParallelGC -XX:MaxNewSize=96m ^
    -Dfile.encoding=UTF-8 -Djava.awt.headless=true ^
    %JAVA_OPTS% %HOURGLASS_JAVA_OPTIONS% ^
    -cp "%HOURGLASS_HOME%\lib\*" io.hourglass.cli.Main %*
exit /b %ERRORLEVEL%
