import { Disposable, window } from 'vscode';
import { Lazy } from '../../../core/base/lazy';
import type { ActiveDocument } from '../../shared/activeDocument';
import { registerCommand } from '../../shared/commands';
import type { StepDone } from '../../shared/firstSteps';
import type { Logger } from '../../shared/log';
import type { Tables } from '../../../core/tables';
import { isPanelText, noTextWords } from '../../shared/countedEditor';
import type { DocumentCounter } from '../counting/documentCounter';
import type { WorkerCounter } from '../../shared/workerCounter';
import { Comparisons } from './comparisons';

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
  const view = new Lazy(async () => {
    const { TokenView } = await import('./tokenView');
    return new TokenView(tables, comparisons, counter, stepDone, active, log);
  });
  return Disposable.from(
    comparisons,
    { dispose: () => view.now?.dispose() },
    registerCommand('tokens.toggleColours', async (shown) => {
      if (shown === false) return (await view.asked)?.setShown(false);
      // Every editor would show them, were there one. To be silent would look like a failure.
      if (!window.visibleTextEditors.some(({ document }) => !isPanelText(document.uri))) {
        void window.showWarningMessage(noTextWords());
      } else await (shown === true ? (await view.get()).setShown(true) : (await view.get()).toggle());
    }),
    registerCommand('tokens.compare', async () => {
      const [{ compareTokens }] = await Promise.all([import('./compareTokens'), view.get()]);
      await compareTokens(tables, worker, comparisons);
    }),
  );
}
