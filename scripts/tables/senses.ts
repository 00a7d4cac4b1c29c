import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Term } from '../../src/core/glossary/find/glossaryTable';
import type { SenseTable } from '../../src/core/glossary/sense/senseTable';
import { checkClues } from '../senses/checkClues';
import { readClueFiles } from '../senses/clueFiles';
import { noWeights, senseTableOf } from '../senses/senseTableOf';
import type { SenseWeights } from '../senses/senseTableOf';

/** The table that decides whether terms are meant, made of the clues and of the weights that were fitted to the cases. @throws DataError */
export function readSenses(folder: string, glossary: readonly Term[]): SenseTable {
  const file = path.join(folder, 'weights.json');
  const weights = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SenseWeights) : noWeights;
  const clues = readClueFiles(folder);
  checkClues(folder, clues, glossary);
  return senseTableOf(clues, glossary, weights).table;
}
