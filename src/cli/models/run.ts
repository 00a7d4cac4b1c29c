import { statusText } from '../../core/catalog/dated';
import { stepsOf } from '../../core/catalog/priceTable';
import type { Price } from '../../core/catalog/priceTable';
import { exitCodes } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { MODELS_USAGE, parseModelsArguments } from './arguments';
import type { CheckArguments, ListArguments } from './arguments';
import { checkFile } from './checkFiles';
import { findConfig } from './config';
import type { IdFinding } from './checkFiles';
import { sarifLog } from './sarif';
import { PathInputs } from '../shared/walkFiles';

/** Runs `models ...`. @throws UsageError */
export async function runModels(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const parsed = parseModelsArguments(args);
  if (parsed === 'help') commandLine.console.print(MODELS_USAGE);
  else if (parsed.command === 'check') return check(parsed, commandLine);
  else await list(parsed, commandLine);
  return exitCodes.done;
}

async function check({ paths, within, format }: CheckArguments, commandLine: CommandLine): Promise<ExitCode> {
  const { console, guide } = commandLine;
  // Without its table no file is read.
  await guide.lifecycle();
  const findings: IdFinding[] = [];
  const inputs = new PathInputs(commandLine);
  for (const start of paths) {
    const config = await findConfig(start, inputs.onUnread);
    for await (const { file } of inputs.filesOf(start)) {
      const found = await checkFile(file, guide, { ...config, within }).catch(inputs.onUnread);
      // A spread of hundreds of thousands would overflow the stack.
      for (const finding of found ?? []) findings.push(finding);
    }
  }
  if (format === 'json') console.print(JSON.stringify(findings.map(withoutWords), null, 2));
  else if (format === 'sarif') console.print(JSON.stringify(sarifLog(findings), null, 2));
  else for (const { file, line, column, message } of findings) console.print(`${file}:${line}:${column}: ${message}`);
  if (inputs.isIncomplete) return exitCodes.incomplete;
  return findings.some(({ status }) => status !== 'unknown') ? exitCodes.findings : exitCodes.done;
}

const withoutWords = ({ file, line, column, id, status, date, replacement }: IdFinding): object => ({
  ...{ file, line, column, id, status, date, replacement },
});

async function list({ format }: ListArguments, { console, guide }: CommandLine): Promise<void> {
  const { models, day } = await guide.catalog();
  if (format === 'json') {
    const rows = models.map(
      ({ id, name, family, aliases = [], status, released, contextWindow, maxOutput, price, life }) => ({
        ...{ id, name, family, aliases, status },
        ...{ released: released ?? null, retires: life?.retires ?? null, replacement: life?.replacement ?? null },
        ...{ contextWindow: contextWindow ?? null, maxOutput: maxOutput ?? null },
        price: price ? inFull(price) : null,
      }),
    );
    console.print(JSON.stringify(rows, null, 2));
  } else {
    for (const model of models) console.print(`${model.id}\t${statusText(model, day)}`);
  }
}

/** US dollars per million tokens; `null` is what is not published. */
const inFull = (price: Price): object => ({
  ...{ input: price.input, cachedInput: price.cachedInput ?? null, output: price.output },
  ...{ cacheWrite: price.cacheWrite ?? null, cacheStorage: price.cacheStorage ?? null },
  longContext: stepsOf(price),
  hours: price.hours ?? [],
  ...{ batch: price.batch ?? null, flex: price.flex ?? null, priority: price.priority ?? null },
});
