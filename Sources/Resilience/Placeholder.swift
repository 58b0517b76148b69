import TimeBase
