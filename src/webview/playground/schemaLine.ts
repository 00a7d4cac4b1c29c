import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AnswerTo } from '../../core/base/rpc/ask';
import { formatCount } from '../../core/base/numbers';
import { maxSchemaLength, readOutputSchema } from '../../core/chat/parameters/outputSchema';
import type { OutputSchemaProblem } from '../../core/chat/parameters/outputSchema';
import type { pageAnswers } from '../../core/playground/playgroundProtocol';
import { iconButton } from '../shared/iconButton';
import { words } from '../shared/toolStrings';
import { button } from './buttons';
import type { ColumnStore } from './columnStore';
import { edit, whyNoSchema } from './documentButtons';
import type { Can } from './documentButtons';
import { schemaField } from './numberFields';
import type { FieldFault } from './numberFields';

// The schema that the answer is to fit. Each column has one.

type Part = TemplateResult | typeof nothing;

/** Milliseconds for which the schema has to stay the same before the host is asked about it. */
const restMs = 250;

/** Notes on a column's schema. The host is asked for them whenever the schema, the provider or the model is another. */
export class ShownSchemaNotes {
  now: AnswerTo<typeof pageAnswers, 'schemaNotes'> | undefined;
  private key = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();

  constructor(
    private readonly store: ColumnStore,
    private readonly onNotes: () => void,
  ) {}

  /** Asks for notes if something has changed. Call it before the line is drawn. */
  look(): void {
    const { provider, draft } = this.store;
    const key = draft.schema ? `${provider?.id} ${draft.model} ${draft.schema}` : '';
    if (key === this.key) return;
    this.key = key;
    clearTimeout(this.timer);
    this.asking.abort();
    this.now = undefined;
    if (key !== '') this.timer = setTimeout(() => void this.ask(), restMs);
  }

  private async ask(): Promise<void> {
    const { signal } = (this.asking = new AbortController());
    const { host, page, columnId: column } = this.store;
    // The host answers from what it knows of the draft.
    page.flush();
    const now = await host.ask('schemaNotes', { column }, signal).catch(() => undefined);
    if (signal.aborted) return;
    this.now = now;
    this.onNotes();
  }
}

/** Returns the fault of the schema, where it has one and would be sent. */
export function schemaProblem({ draft }: Pick<ColumnStore, 'draft'>, can: Can): FieldFault[] {
  const read = readOutputSchema(draft.schema ?? '');
  return 'problem' in read && whyNoSchema(can) === undefined
    ? [{ field: schemaField, text: textOf(read.problem) }]
    : [];
}

function textOf(problem: OutputSchemaProblem): string {
  switch (problem.kind) {
    case 'syntax':
      return words('schemaSyntax', problem.line, problem.column);
    case 'form':
      return words('schemaForm');
    case 'size':
      return words('schemaSize', formatCount(maxSchemaLength));
  }
}

/** Draws the schema that there is, to be edited and taken out. */
export function schemaChip(store: ColumnStore, isDisabled: boolean): Part {
  const { schema } = store.draft;
  if (!schema) return nothing;
  const read = readOutputSchema(schema);
  const name = 'schema' in read ? (read.schema?.name ?? '') : '?';
  const title = words('schemaChip', name);
  const remove = (): void => {
    store.edit({ schema: '' });
    store.page.offerUndo(words('schemaRemoved'), () => store.edit({ schema }));
    store.page.focusMessage();
  };
  return html`<div class="chip" role="group" aria-label=${title}>
    <button
      type="button"
      class="link"
      data-testid=${schemaField}
      title=${words('schemaChipHint')}
      @click=${() => edit(store, 'schema')}
    >
      <span class="codicon codicon-json" aria-hidden="true"></span>${title}
    </button>
    ${iconButton('remove-schema', 'close', words('removeSchema'), remove, isDisabled)}
  </div>`;
}

/** Shows the notes on the schema, for the user to read before it is sent. */
export function schemaNotes(store: ColumnStore, now: ShownSchemaNotes['now'], can: Can, isDisabled: boolean): Part {
  if (!store.draft.schema) return nothing;
  const why = whyNoSchema(can);
  const [problem] = schemaProblem(store, can);
  const mend = (): void => {
    store.host.post({ type: 'mendSchema', column: store.columnId });
    store.page.focusMessage();
  };
  return html`<div class="schema">
    ${problem ? html`<p class="problem" data-testid="schema-problem">${problem.text}</p>` : nothing}
    ${why === undefined ? notesList(now) : html`<p class="muted" data-testid="schema-unsent">${words('schemaNotSent', why)}</p>`}
    ${
      why === undefined && now?.canMend === true
        ? button('mend-schema', words('mendSchema'), mend, { title: words('mendSchemaHint'), disabled: isDisabled })
        : nothing
    }
  </div>`;
}

const notesList = (notes: ShownSchemaNotes['now']): Part =>
  notes === undefined || notes.lines.length === 0
    ? nothing
    : html`<ul class="schema-notes" data-testid="schema-notes">
        ${notes.lines.map(({ severity, text }) => html`<li class=${severity === 'refused' ? 'problem' : 'muted'}>${text}</li>`)}
      </ul>`;
