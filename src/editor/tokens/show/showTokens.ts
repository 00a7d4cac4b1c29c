import { Disposable, window } from 'vscode';
import type { ActiveDocument } from '../../shared/activeDocument';
import { registerCommand } from '../../shared/commands';
import type { StepDone } from '../../shared/firstSteps';
import type { Logger } from '../../shared/log';
import type { Tables } from '../../../core/tables';
import { isPanelText, noTextWords } from '../../shared/countedEditor';
import type { DocumentCounter } from '../counting/documentCounter';
import type { WorkerCounter } from '../../shared/workerCounter';
import { Comparisons } from './comparisons';
import type { TokenView } from './tokenView';

interface ShowTokensDeps {
  readonly active: ActiveDocument;
  readonly tables: Tables;
  readonly counter: DocumentCounter;
  readonly worker: WorkerCounter;
  readonly stepDone: StepDone;
  readonly log: Logger;
}

/** Toggle Token Colours and Compare Tokens. All but the commands is loaded when one of them is used. */
export function registerShowTokens({ active, tables, counter, worker, stepDone, log }: ShowTokensDeps): Disposable {
  const comparisons = new Comparisons();
  let loading: Promise<TokenView> | undefined;
  const view = (): Promise<TokenView> =>
    (loading ??= import('./tokenView').then(
      ({ TokenView }) => new TokenView(tables, comparisons, counter, stepDone, active, log),
    ));
  return Disposable.from(
    comparisons,
    { dispose: () => void loading?.then((loaded) => loaded.dispose()) },
    registerCommand('tokens.toggleColours', async (shown) => {
      if (shown === false) return (await loading)?.setShown(false);
      // Every editor would show them, were there one. To be silent would look like a failure.
      if (!window.visibleTextEditors.some(({ document }) => !isPanelText(document.uri))) {
        void window.showWarningMessage(noTextWords());
      } else await (shown === true ? (await view()).setShown(true) : (await view()).toggle());
    }),
    registerCommand('tokens.compare', async () => {
      const [{ compareTokens }] = await Promise.all([import('./compareTokens'), view()]);
      await compareTokens(tables, worker, comparisons);
    }),
  );
}
