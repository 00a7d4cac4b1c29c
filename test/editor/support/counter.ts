import * as vscode from 'vscode';
import { WorkerCounter } from '../../../src/editor/shared/workerCounter';

/** A token worker of the test's own. `onSend` hears of every request about a copy. */
export function makeCounter(onSend: (kind: string) => void = () => undefined): WorkerCounter {
  const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
  if (!extension) throw new Error('The extension is not there.');
  const nothing = (): void => undefined;
  const log = { info: nothing, warn: nothing, error: nothing, debug: nothing, show: nothing };
  class WatchedCounter extends WorkerCounter {
    override send(request: Parameters<WorkerCounter['send']>[0]): void {
      super.send(request);
      onSend(request.kind);
    }

    override survey(...asked: Parameters<WorkerCounter['survey']>): ReturnType<WorkerCounter['survey']> {
      const answer = super.survey(...asked);
      onSend('survey');
      return answer;
    }
  }
  return new WatchedCounter(vscode.Uri.joinPath(extension.extensionUri, 'dist'), log);
}
