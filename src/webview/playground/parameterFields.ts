import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { parseSampling, samplingPieces } from '../../core/chat/messages/sampling';
import type { ParameterOffer } from '../../core/chat/parameters/offers';
import type { pageAnswers } from '../../core/playground/playgroundProtocol';
import type { AnswerTo } from '../../core/base/rpc/ask';
import { words } from '../shared/strings';
import type { ColumnStore } from './columnStore';
import { parameterLabel, parameterName } from './parameterLabels';

// A field for each parameter that the model takes. All values that are set form one text of the draft: `top_p=0.9 seed=7`.

/**
 * Returns the name of a parameter's field. The prefix keeps it apart from other
 * fields and buttons: there is one to stop an answer.
 */
const fieldOf = (name: string): string => `param-${name}`;

/** Milliseconds for which a model id has to stay the same before the host is asked about it, as it may still be typed. */
const restMs = 250;

/** Parameters and abilities of the chosen model. The host is asked for them whenever another model is chosen. */
export class Offers {
  now: readonly ParameterOffer[] = [];
  /** Abilities of the model. `undefined`: the host has not told them yet. */
  can: AnswerTo<typeof pageAnswers, 'abilities'> | undefined;
  private key: string | undefined = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();

  constructor(
    private readonly store: ColumnStore,
    private readonly onOffers: () => void,
  ) {}

  /** Asks the host if another model is chosen. Call it before the fields are drawn. */
  look(): void {
    const { provider, draft } = this.store;
    const model = draft.model.trim();
    const key = provider === undefined || model === '' ? '' : `${provider.id} ${model}`;
    if (key === this.key) return;
    this.key = key;
    clearTimeout(this.timer);
    this.asking.abort();
    this.can = undefined;
    if (provider === undefined || model === '') this.now = [];
    else this.timer = setTimeout(() => void this.ask(provider.id, model), this.now.length === 0 ? 0 : restMs);
  }

  private async ask(providerId: string, model: string): Promise<void> {
    this.asking = new AbortController();
    const { signal } = this.asking;
    try {
      const { host } = this.store;
      const asked = { providerId, model };
      [this.now, this.can] = await Promise.all([
        host.ask('parameters', asked, signal),
        host.ask('abilities', asked, signal),
      ]);
      this.onOffers();
    } catch {
      // The host is asked again with the next change of the page, unless it was asked for another model since.
      if (!signal.aborted) this.forget();
    }
  }

  /** Forgets the question. The host has begun anew, and earlier questions may have no answer. */
  readonly forget = (): void => {
    this.key = undefined;
  };
}

/** The fields as they were typed. A text that cannot be read stays in its field, and out of the draft. */
export class ParameterFields {
  private readonly unread = new Map<string, string>();

  constructor(
    private readonly store: ColumnStore,
    private readonly offers: Offers,
    private readonly idOf: (name: string) => string,
    private readonly onTyped: () => void,
  ) {}

  /** The fields that cannot be read. */
  get wrong(): readonly string[] {
    return this.shown.flatMap(({ name }) => (this.unread.has(name) ? [fieldOf(name)] : []));
  }

  /** Whether it is known that the model takes no such parameter. */
  isRefused(name: string): boolean {
    return this.offers.now.some((offer) => offer.name === name && offer.isRefused === true);
  }

  render(isDisabled: boolean): TemplateResult | typeof nothing {
    if (this.offers.now.length === 0) return nothing;
    const refused = this.offers.now.filter((offer) => offer.isRefused === true);
    const unsent = this.unsent.map(parameterName);
    return html`<div class="fields parameters">${this.shown.map((offer) => this.field(offer, isDisabled))}</div>
      ${unsent.length === 0 ? nothing : html`<p class="problem" data-testid="not-sent-parameters">${words('paramNotSent', unsent.join(', '))}</p>`}
      ${
        refused.length === 0
          ? nothing
          : html`<p class="muted" data-testid="refused" title=${refused.map(({ note }) => note ?? '').join('\n')}>
              ${words('paramRefused', refused.map(({ name }) => parameterName(name)).join(', '))}
            </p>`
      }`;
  }

  /** Names of the parameters that are set, also by a preset or for another model, and are not sent. */
  private get unsent(): readonly string[] {
    const { temperature, maxOutputTokens, sampling = '', bodyFields = '' } = this.store.draft;
    const set = new Set([
      ...(temperature === null ? [] : ['temperature']),
      ...(maxOutputTokens !== null && this.isRefused('maxOutputTokens') ? ['maxOutputTokens'] : []),
      ...samplingPieces(sampling).map(([name]) => name),
    ]);
    const sent = this.offers.now.flatMap(({ name, isRefused }) => (isRefused === true ? [] : [name]));
    const isBodyLeft = bodyFields.trim() !== '' && this.store.provider?.can.bodyFields === false;
    return [...[...set].filter((name) => !sent.includes(name)), ...(isBodyLeft ? ['bodyFields'] : [])];
  }

  /** The parameters with a field here. The temperature has a field elsewhere. */
  private get shown(): readonly ParameterOffer[] {
    return this.offers.now.filter(({ name, isRefused }) => name !== 'temperature' && isRefused !== true);
  }

  private field(offer: ParameterOffer, isDisabled: boolean): TemplateResult {
    const { name, note, values } = offer;
    const field = fieldOf(name);
    const id = this.idOf(field);
    const isWrong = this.unread.has(name);
    const value = this.unread.get(name) ?? this.valueOf(name);
    const described = [isWrong ? `problem-${id}` : '', note === undefined ? '' : `note-${id}`].filter(
      (each) => each !== '',
    );
    const describedBy = described.length === 0 ? nothing : described.join(' ');
    return html`<div class="field ${values ? 'choice' : 'number'}">
      ${parameterLabel(name, id)}
      ${
        values
          ? html`<select
              id=${id}
              data-testid=${field}
              ?disabled=${isDisabled}
              aria-describedby=${describedBy}
              @change=${(event: Event) => this.set(name, (event.target as HTMLSelectElement).value)}
            >
              <option value="" ?selected=${value === ''}>${words('providersDefault')}</option>
              ${values.map((each) => html`<option value=${each} ?selected=${each === value}>${each}</option>`)}
            </select>`
          : html`<input
              id=${id}
              data-testid=${field}
              type="text"
              inputmode=${name === 'stop' ? nothing : 'decimal'}
              spellcheck="false"
              autocomplete="off"
              maxlength="300"
              placeholder=${words('providersDefault')}
              ?disabled=${isDisabled}
              aria-invalid=${isWrong ? 'true' : 'false'}
              aria-describedby=${describedBy}
              .value=${value}
              @input=${(event: InputEvent) => this.set(name, (event.target as HTMLInputElement).value)}
            />`
      }
      ${isWrong ? html`<p class="problem" id=${`problem-${id}`}>${problemOf(offer)}</p>` : nothing}
      ${note === undefined ? nothing : html`<p class="muted" id=${`note-${id}`}>${note}</p>`}
    </div>`;
  }

  /** Returns the value of a parameter as it stands in the draft. Several stop sequences are JSON strings. */
  private valueOf(name: string): string {
    const found = samplingPieces(this.store.draft.sampling ?? '').filter(([each]) => each === name);
    return found.map(([, value]) => value).join(' ');
  }

  private set(name: string, typed: string): void {
    const text = typed.trim();
    const pieces = samplingPieces(this.store.draft.sampling ?? '').filter(([each]) => each !== name);
    const added = addedPieces(name, text);
    const offer = this.offers.now.find((each) => each.name === name);
    if (added === undefined || !isWithin(offer, text)) this.unread.set(name, typed);
    else {
      this.unread.delete(name);
      const sampling = [...pieces, ...added].map(([each, value]) => `${each}=${value}`).join(' ');
      this.store.edit({ sampling });
    }
    this.onTyped();
  }
}

/** Returns the pieces of the draft that a field stands for, or `undefined` if the field cannot be read. */
function addedPieces(name: string, text: string): [string, string][] | undefined {
  if (text === '') return [];
  const isPlain = name !== 'stop' || (!text.startsWith('"') && /[\s,="]/.test(text));
  const value = name === 'stop' && isPlain ? JSON.stringify(text) : name === 'stop' ? text : text.replace(',', '.');
  const pieces = name === 'stop' && value.startsWith('"') ? stopsIn(value) : [value];
  if (pieces.some((each) => !('sampling' in parseSampling(`${name}=${each}`)))) return undefined;
  return pieces.map((each) => [name, each]);
}

const stopsIn = (text: string): string[] => text.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];

function isWithin(offer: ParameterOffer | undefined, text: string): boolean {
  if (text === '' || offer === undefined) return true;
  const { min, max } = offer;
  const value = Number(text.replace(',', '.'));
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

const problemOf = ({ min, max, isWhole }: ParameterOffer): string =>
  min === undefined || max === undefined
    ? words('problemStop')
    : words(isWhole === true ? 'problemWhole' : 'problemRange', String(min), String(max));
