// Keeps one processor busy until standard input closes: however its parent goes, it goes too. Plain `node` runs this file.
const end = (): never => process.exit(0);
process.stdin.on('close', end).resume();

function work(): void {
  const until = performance.now() + 50;
  while (performance.now() < until);
  setImmediate(work);
}
work();
