import { env, workspace } from 'vscode';
import type { Memento } from 'vscode';
import { consentQuestion } from '../../core/playground/consentQuestion';
import type { ConsentQuestion, Sending } from '../../core/playground/consentQuestion';
import { selectionSize } from '../../core/playground/selectionMessage';
import type { Backend } from '../../core/chat/backend';
import type { Tables } from '../../core/tables';
import type { CountForModel } from '../tokens/counting/countForModel';
import { confirm } from '../shared/feedback';
import { say } from '../shared/words';

const allowedKey = 'playground.allowed';

/** Asks before something is sent to a new place, and remembers the answer for this workspace. */
export class SendConsent {
  /** Open questions. A message to several columns is asked about once for each place that it goes to. */
  private readonly asking = new Map<string, Promise<boolean>>();

  constructor(
    private readonly workspaceState: Memento,
    private readonly countTokens: CountForModel,
    private readonly tables: Pick<Tables, 'catalog'>,
  ) {}

  /** Whether the user allows the sending. `selected` is the text of a selection. */
  async given(
    sending: Omit<Sending, 'backend' | 'isRestricted' | 'isRemote' | 'hasKey' | 'size'> & { readonly backend: Backend },
    selected?: string,
  ): Promise<boolean> {
    const allowed = this.allowed();
    const hasKey = await sending.backend.hasKey();
    const facts = { ...sending, isRestricted: !workspace.isTrusted, isRemote: env.remoteName !== undefined, hasKey };
    const questionOf = (size?: string) => consentQuestion({ ...facts, size }, (key) => allowed.includes(key), say);
    if (!questionOf()) return true;
    const question = questionOf(selected === undefined ? undefined : await this.sizeOf(sending, selected));
    if (!question) return true;
    const name = question.remembered.join('\n') || `${question.message} ${question.detail}`;
    const asked = this.asking.get(name) ?? this.ask(question).finally(() => this.asking.delete(name));
    this.asking.set(name, asked);
    return asked;
  }

  private async ask({ message, detail, remembered }: ConsentQuestion): Promise<boolean> {
    if (!(await confirm(message, detail, say('Send')))) return false;
    if (remembered.length > 0) {
      await this.workspaceState.update(allowedKey, [...new Set([...this.allowed(), ...remembered])]);
    }
    return true;
  }

  private async sizeOf(
    { backend, model }: { readonly backend: Backend; readonly model: string },
    selected: string,
  ): Promise<string | undefined> {
    const count = await this.countTokens(model, selected, backend);
    return count && selectionSize(count, backend, model, this.tables.catalog);
  }

  private allowed(): string[] {
    const stored: unknown = this.workspaceState.get(allowedKey);
    return Array.isArray(stored) ? stored.map(String) : [];
  }
}
