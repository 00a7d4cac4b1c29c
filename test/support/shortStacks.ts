/**
 * Frames that an error keeps. Mocha lets it keep all, which takes most of the time of a test that makes thousands of errors
 * deep in calls.
 */
Error.stackTraceLimit = 50;
