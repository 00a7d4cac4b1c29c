import { Disposable, commands } from 'vscode';
import { commandIds } from '../contributions';
import type { Logger } from '../log';
import type { Tables } from '../tables';
import type { DocumentCounter } from '../tokens/documentCounter';
import type { WorkerCounter } from '../tokens/workerCounter';
import { Comparisons } from './comparisons';
import type { TokenView } from './tokenView';

/** Show Tokens, Hide Tokens, Compare Tokens of Two Encodings. All but the commands is loaded when one of them is used. */
export function registerShowTokens(
  tables: Tables,
  counter: DocumentCounter,
  worker: WorkerCounter,
  log: Logger,
): Disposable {
  const comparisons = new Comparisons();
  let loading: Promise<TokenView> | undefined;
  const view = (): Promise<TokenView> =>
    (loading ??= import('./tokenView').then(({ TokenView }) => new TokenView(tables, comparisons, counter, log)));
  return Disposable.from(
    comparisons,
    { dispose: () => void loading?.then((loaded) => loaded.dispose()) },
    commands.registerCommand(commandIds.showTokens, async () => (await view()).toggle()),
    commands.registerCommand(commandIds.hideTokens, async () => (await loading)?.setShown(false)),
    commands.registerCommand(commandIds.compareTokens, async () => {
      const [{ compareTokens }] = await Promise.all([import('./compare'), view()]);
      await compareTokens(tables, worker, comparisons);
    }),
  );
}
