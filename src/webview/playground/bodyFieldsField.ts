import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { askedBesides, maxBodyFieldsLength, readBodyFields } from '../../core/chat/parameters/bodyFields';
import type { BodyFieldsProblem } from '../../core/chat/parameters/bodyFields';
import type { ParameterOffer } from '../../core/chat/parameters/offers';
import { formatCount } from '../../core/base/numbers';
import { words } from '../shared/strings';
import type { ColumnStore } from './columnStore';
import { problemLine } from './composerFields';
import type { ComposerView } from './composerFields';
import type { FieldFault } from './numberFields';
import { parameterName } from './parameterLabels';

/** Name of this field among the fields. */
export const bodyField = 'body-fields';

/**
 * Draws the field for a JSON text with the fields of a request that have no field of
 * their own. It is drawn where requests have a body.
 */
export function bodyFieldsField({ store, isDisabled, idOf, problem }: ComposerView): TemplateResult | typeof nothing {
  if (store.provider?.can.bodyFields !== true) return nothing;
  const [id, problemId] = [idOf(bodyField), idOf(`problem-${bodyField}`)];
  const isWrong = problem(bodyField) !== undefined;
  return html`<div class="field">
    <label for=${id}>${words('bodyFields')}</label>
    <textarea
      id=${id}
      class="json"
      data-testid=${bodyField}
      rows="1"
      spellcheck="false"
      autocomplete="off"
      maxlength=${maxBodyFieldsLength}
      placeholder=${words('bodyFieldsHint', '{ "service_tier": "flex" }')}
      ?disabled=${isDisabled}
      aria-invalid=${isWrong ? 'true' : 'false'}
      aria-describedby=${isWrong ? problemId : nothing}
      .value=${store.draft.bodyFields ?? ''}
      @input=${({ target }: InputEvent) => store.edit({ bodyFields: (target as HTMLTextAreaElement).value })}
    ></textarea>
    ${problemLine(problem(bodyField), problemId)}
  </div>`;
}

/** Returns the fault of the text, where it has one and would be sent. */
export function bodyFieldsProblem({ draft, provider }: ColumnStore, offers: readonly ParameterOffer[]): FieldFault[] {
  if (provider?.can.bodyFields !== true) return [];
  const read = readBodyFields(draft.bodyFields ?? '', offers, askedBesides(draft));
  return 'problem' in read ? [{ field: bodyField, text: textOf(read.problem) }] : [];
}

function textOf(problem: BodyFieldsProblem): string {
  switch (problem.kind) {
    case 'syntax':
      return words('problemJson', problem.line, problem.column);
    case 'form':
      return words('problemJsonObject', '{ }');
    case 'size':
      return words('problemJsonSize', formatCount(maxBodyFieldsLength));
    case 'own':
      return words('problemBodyOwn', problem.name);
    case 'tools':
      return words('problemBodyTools', problem.name);
    case 'schema':
      return words('problemBodySchema', problem.name);
    case 'limit':
      return words('problemBodyParameter', problem.name, parameterName('maxOutputTokens'));
    case 'parameter':
      return words('problemBodyParameter', problem.name, parameterName(problem.parameter));
    case 'refused':
      return words('problemBodyRefused', problem.name);
    case 'key':
      return words('problemBodyKey', problem.name);
    case 'name':
      return words('problemBodyName', problem.name);
  }
}

/** Returns the names of the further fields that are sent, for the line that sums the settings up. */
export function bodyFieldsSummary({ draft, provider }: Pick<ColumnStore, 'draft' | 'provider'>): string {
  const read = readBodyFields(draft.bodyFields ?? '');
  if (provider?.can.bodyFields !== true || !('fields' in read)) return '';
  const names = Object.keys(read.fields);
  return names.length === 0 ? '' : words('withBodyFields', names.map((name) => name.slice(0, 60)).join(', '));
}
