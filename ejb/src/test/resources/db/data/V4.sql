UPDATE journal_state SET clock_read = 6000
