import type { Backend, Backends } from '../../core/chat/backend';
import { hostIn } from '../../core/chat/providers/location';
import { readOutputSchema } from '../../core/chat/parameters/outputSchema';
import { abilitiesOf, ofSchemaSupport } from '../../core/chat/modelAbilities';
import type { AbilityAnswer, OfferedAbility } from '../../core/chat/modelAbilities';
import { isRecord, parseJson } from '../../core/base/json';
import type { Column } from '../../core/playground/column';
import { textOf } from '../../core/playground/session/nodeText';
import type { AnswerNode, Draft } from '../../core/playground/session/sessionSchema';
import { mendSchema } from '../../core/schema/mendSchema';
import { SchemaChecker } from '../../core/schema/schemaChecker';
import { answerNotes, schemaNotes } from '../../core/schema/schemaNotes';
import type { AnswerNotes, SchemaNotes } from '../../core/schema/schemaNotes';
import { schemaProblems } from '../../core/schema/schemaProblems';
import { supportAt } from '../../core/schema/schemaSupport';
import type { SchemaSupport } from '../../core/schema/schemaSupport';
import { host } from '#host';
import type { ProvidersFace } from '../providers/providers';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';

type SchemasDeps = Pick<Shared, 'guide' | 'log' | 'distribution'> & Pick<ProvidersFace, 'backends' | 'providers'>;

/** Answers whose check is kept. */
const maxKept = 200;

/** Examines and mends the schema of a draft for the provider that it goes to, and checks answers against schemas. */
export class Schemas {
  private readonly checker: SchemaChecker;
  /** Checks by the id of the answer. */
  private readonly checked = new Map<string, Promise<AnswerNotes>>();

  constructor(private readonly deps: SchemasDeps) {
    const { distribution, log } = deps;
    this.checker = new SchemaChecker({ host, script: `${distribution.fsPath}/worker/schemaWorker.js`, log });
  }

  dispose(): void {
    this.checker.dispose();
  }

  /** Returns the known treatment of schemas by the provider of a backend. `undefined`: none is known. */
  async supportOf(backend: Pick<Backend, 'id' | 'location'>): Promise<SchemaSupport | undefined> {
    const preset = this.deps.providers.list().find(({ id }) => id === backend.id)?.preset;
    return supportAt(await this.deps.guide.schemaSupport(), { host: hostIn(backend.location), preset });
  }

  /** Returns the abilities of a model at a backend. */
  async abilities(backend: Backend | undefined, model: string): Promise<Record<OfferedAbility, AbilityAnswer>> {
    const catalog = await this.deps.guide.catalog();
    if (!backend) return abilitiesOf({ name: '' }, model, catalog, say);
    const support = await this.supportOf(backend);
    const knows = (asked: string) => [...(backend.knows?.(asked) ?? []), ...ofSchemaSupport(support)];
    return abilitiesOf({ name: backend.name, knows }, model, catalog, say);
  }

  /**
   * Returns the schema to send with a request. It is empty where the model is known not to take one; the page says so.
   * `problem` says why the schema cannot be sent as it is written.
   */
  async sent(
    schema: string,
    backend: Backend,
    model: string,
  ): Promise<{ readonly schema: string } | { readonly problem: string }> {
    if (schema.trim() === '') return { schema: '' };
    const { structured } = await this.abilities(backend, model);
    if (structured.does === 'no') return { schema: '' };
    if ('schema' in readOutputSchema(schema)) return { schema };
    return { problem: say('It was not sent: the schema cannot be read. The line above the message says why.') };
  }

  /** Returns notes on the schema of a column, for the user to read before it is sent. */
  async notesOf({ draft }: Pick<Column, 'draft'>, backends: Pick<Backends, 'find'>): Promise<SchemaNotes> {
    const backend = backends.find(draft.providerId);
    if (!backend || !draft.schema) return { lines: [], canMend: false };
    return schemaNotes(draft.schema, await this.supportOf(backend), say);
  }

  /** Mends the parts of a column's schema that are known to be refused. */
  async mend(column: Pick<Column, 'draft' | 'changeDraft'>): Promise<void> {
    const mended = await this.mended(column.draft);
    if (mended !== undefined) column.changeDraft({ schema: mended });
  }

  /**
   * Checks an answer against the schema that it was asked with. `undefined` where there is none, or the answer is not
   * complete.
   */
  check(answer: AnswerNode): Promise<AnswerNotes> | undefined {
    const { id, status, target } = answer;
    if (!target.schema || status !== 'done') return undefined;
    const known = this.checked.get(id);
    if (known) return known;
    const [first] = this.checked.keys();
    if (this.checked.size >= maxKept && first !== undefined) this.checked.delete(first);
    const checking = this.checker.check(target.schema, textOf(answer)).then((found) => answerNotes(found, say));
    this.checked.set(id, checking);
    checking.catch(() => this.checked.delete(id));
    return checking;
  }

  private async mended({ schema = '', providerId }: Draft): Promise<string | undefined> {
    const backend = this.deps.backends.find(providerId);
    const value = parseJson(schema);
    const support = backend && (await this.supportOf(backend));
    if (!support || !isRecord(value)) return undefined;
    const refused = schemaProblems(value, support).filter(({ severity }) => severity === 'refused');
    const mended = mendSchema(value, refused);
    return mended && `${JSON.stringify(mended, undefined, 2)}\n`;
  }
}
