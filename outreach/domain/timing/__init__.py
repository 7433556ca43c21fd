"""Which day it is for what: the business calendar, the cadences, and the one function that dates every open step."""
