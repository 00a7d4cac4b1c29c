/** Ms that a suite has to end after its last test. */
const graceMs = Number(process.env.SUITE_GRACE_MS ?? 60_000);

/** Mocha calls this after the last test. What a test leaves open keeps Node alive: that is said, and a failure, not a hang. */
export function mochaGlobalTeardown(): void {
  const tooLate = (): void => {
    console.error(
      `The last test was over ${graceMs / 1000} s ago, but the suite does not end. ` +
        `Something is left open: ${process.getActiveResourcesInfo().join(', ')}. Close it after the test that opened it.`,
    );
    // Mocha sets the code too when the process ends; the last one holds.
    process.on('exit', () => (process.exitCode = 1));
    process.exit();
  };
  // Does not keep Node alive by itself.
  setTimeout(tooLate, graceMs).unref();
}
