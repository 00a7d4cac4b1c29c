// Runs a suite of so many cells against a server, with its results in a file, until it is killed: `child.ts FILE CELLS URL`.
import { nodeFiles } from '../../../src/host/node/nodeFiles';
import { run, suiteOf } from './run';

const [file = '', cells = '', url = ''] = process.argv.slice(2);
console.log('ready');
const ask = async (n: string): Promise<string> => (await fetch(`${url}/${n}`)).text();
const { stats } = await run(suiteOf(Number(cells)), nodeFiles, file, ask, (n) => console.log(`kept ${n}`));
console.log(`done ${stats.askedAgain}`);
