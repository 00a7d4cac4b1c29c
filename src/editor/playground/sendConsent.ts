import { env, window, workspace } from 'vscode';
import type { Memento } from 'vscode';
import { consentQuestion } from '../../core/playground/consentQuestion';
import type { Sending } from '../../core/playground/consentQuestion';
import { selectionSize } from '../../core/playground/selectionSize';
import type { KeyStore } from '../providers/chat/keyStore';
import type { Tables } from '../shared/tables';
import { say } from '../shared/words';
import type { CountForModel } from '../tokens/counting/countForModel';

const allowedKey = 'playground.allowed';

/** Asks before something goes where nobody has seen it go, and remembers the answer for this workspace. */
export class SendConsent {
  constructor(
    private readonly workspaceState: Memento,
    private readonly keys: KeyStore,
    private readonly countTokens: CountForModel,
    private readonly tables: Pick<Tables, 'catalog'>,
  ) {}

  /** `selected`: the text of a selection. `false`: the user does not want it. */
  async given(
    sending: Omit<Sending, 'isRestricted' | 'isRemote' | 'hasKey' | 'size'>,
    selected?: string,
  ): Promise<boolean> {
    const allowed = this.allowed();
    const hasKey = (await this.keys.read(sending.endpoint)).state === 'stored';
    const facts = { ...sending, isRestricted: !workspace.isTrusted, isRemote: env.remoteName !== undefined, hasKey };
    const ask = (size?: string) => consentQuestion({ ...facts, size }, (key) => allowed.includes(key), say);
    if (!ask()) return true;
    const question = ask(selected === undefined ? undefined : await this.sizeOf(sending, selected));
    if (!question) return true;
    const send = say('Send');
    const options = { modal: true, detail: question.detail };
    if ((await window.showWarningMessage(question.message, options, send)) !== send) return false;
    if (question.remembered.length > 0) {
      await this.workspaceState.update(allowedKey, [...new Set([...this.allowed(), ...question.remembered])]);
    }
    return true;
  }

  private async sizeOf({ endpoint, model }: Pick<Sending, 'endpoint' | 'model'>, selected: string) {
    const count = await this.countTokens(model, selected);
    const catalog = await this.tables.catalog();
    return count && selectionSize(count, endpoint, catalog.findModel(model), catalog.now);
  }

  private allowed(): string[] {
    const stored: unknown = this.workspaceState.get(allowedKey);
    return Array.isArray(stored) ? stored.map(String) : [];
  }
}
