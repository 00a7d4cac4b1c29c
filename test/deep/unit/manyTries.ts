// For the files that are imported after this one.
process.env['FUZZ_RUNS'] ??= '1500';
