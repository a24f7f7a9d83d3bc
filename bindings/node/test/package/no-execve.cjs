'use strict';

// Plays Node before 22.15, and Windows.
delete process.execve;
