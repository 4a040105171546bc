"""The columns of the table of data quality: a row for each kind of finding in each workbook."""

from __future__ import annotations

from runxl.output.tidy.tidy_column import TidyColumn

COLUMNS = (
    TidyColumn("namnd", "Nämnd", "text", 26, "Nämnden, om arbetsboken gick att läsa."),
    TidyColumn("enhet", "Enhet", "text", 18, "Enheten, om arbetsboken är en enhets."),
    TidyColumn("ar", "År", "whole or none", 8, "Året, om arbetsboken har ett."),
    TidyColumn("period", "Period", "text", 13, "Perioden, om arbetsboken har en."),
    TidyColumn("ordning", "Ordning", "whole or none", 9, "Periodens plats i året, att sortera på."),
    TidyColumn("kod", "Kod", "text", 9, "Regelns kod."),
    TidyColumn("vad", "Vad", "text", 44, "Regelns rubrik."),
    TidyColumn("niva", "Nivå", "text", 11, "Fel, varning eller info."),
    TidyColumn("antal", "Antal", "whole", 8, "Hur många fynd av slaget som ingen har godtagit."),
    TidyColumn("godtagna", "Godtagna", "whole", 10, "Hur många som är godtagna i Dispenser."),
    TidyColumn("fil", "Fil", "text", 36, "Arbetsboken."),
)
