import { nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { DocumentName } from '../../core/playground/requestDocuments';
import { words } from '../shared/strings';
import { button } from './buttons';
import type { ColumnStore } from './columnStore';
import type { ComposerView } from './composerFields';
import type { Offers } from './parameterFields';

// Tools and the schema of a column are written in documents. These buttons among the settings add the first ones.

type Part = TemplateResult | typeof nothing;
export type Can = Offers['can'];

export const edit = ({ page, host, columnId: column }: ColumnStore, name: DocumentName): void => {
  page.flush();
  host.post({ type: 'editDocument', column, name });
};

export const hasTools = ({ draft }: ColumnStore): boolean => (draft.tools ?? '').trim() !== '';

/** Returns why no tools are sent, or `undefined` if they are. */
export function whyNoTools({ provider }: ColumnStore, can: Can): string | undefined {
  if (provider === undefined) return undefined;
  if (can?.tools.does === 'no') return can.tools.why;
  return provider.can.tools === undefined ? words('toolsNone', provider.name) : undefined;
}

/** Draws the button that adds tools, if there are none yet. */
export function toolsButton({ store, isDisabled }: ComposerView, can: Can): Part {
  if (hasTools(store)) return nothing;
  const why = whyNoTools(store, can);
  const title = why ?? [words('toolsHint'), can?.tools.does === 'unknown' ? can.tools.why : ''].join(' ').trim();
  const options = { icon: 'tools', title, disabled: isDisabled || why !== undefined };
  return button('edit-tools', words('tools'), () => edit(store, 'tools'), options);
}

/** Returns why the model takes no schema, if it is known to take none. */
export const whyNoSchema = (can: Can): string | undefined =>
  can?.structured.does === 'no' ? can.structured.why : undefined;

/** Draws the button that adds a schema, if there is none. It is disabled if the model is known to take none. */
export function addSchemaButton(store: ColumnStore, can: Can, isDisabled: boolean): Part {
  if (store.draft.schema) return nothing;
  const why = whyNoSchema(can);
  const options = { icon: 'json', title: why ?? words('addSchemaHint'), disabled: isDisabled || why !== undefined };
  return button('add-schema', words('addSchema'), () => edit(store, 'schema'), options);
}
