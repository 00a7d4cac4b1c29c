// Compares data/ with what independent packages say, as the lock file has it: npm run check:catalog. No network.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogProblems } from './catalog/dataFiles';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

try {
  const problems = catalogProblems(path.join(root, 'data'));
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? 'No difference without a reason.' : `${problems.length} to look at.`);
  if (problems.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
