import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LabSettings } from '../../core/lab/labPlace';

/** A control that changes settings. `name` is the name of a setting. */
export type Control =
  | {
      readonly kind: 'slider';
      readonly name: string;
      readonly label: string;
      readonly value: number;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      /** The value as it is said and shown. */
      readonly shown: string;
    }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | {
      readonly kind: 'button';
      readonly name: string;
      readonly label: string;
      /** Settings that it sets. */
      readonly change?: LabSettings;
      /** Why the button does nothing now. It shows this reason and keeps the focus. */
      readonly idle?: string | undefined;
    };

type Change = (change: LabSettings) => void;

export function drawControl(control: Control, set: Change): TemplateResult {
  switch (control.kind) {
    case 'slider':
      return drawSlider(control, set);
    case 'choice':
      return drawChoice(control, set);
    case 'button':
      return drawButton(control, set);
  }
}

function drawButton(control: Extract<Control, { kind: 'button' }>, set: Change): TemplateResult {
  const { name, label, change, idle } = control;
  const onClick = (): void => {
    if (idle === undefined && change) set(change);
  };
  return html`<button
    type="button"
    class="button"
    data-control=${name}
    title=${idle ?? nothing}
    aria-disabled=${idle === undefined ? 'false' : 'true'}
    @click=${onClick}
  >
    ${label}
  </button>`;
}

function drawSlider(control: Extract<Control, { kind: 'slider' }>, set: Change): TemplateResult {
  const { name, label, value, min, max, step, shown } = control;
  const onInput = ({ target }: Event): void => set({ [name]: Number((target as HTMLInputElement).value) });
  return html`<label class="control">
    <span>${label}</span>
    <input
      type="range"
      data-control=${name}
      .min=${String(min)}
      .max=${String(max)}
      .step=${String(step)}
      .value=${live(String(value))}
      aria-valuetext=${shown}
      @input=${onInput}
    />
    <output aria-hidden="true">${shown}</output>
  </label>`;
}

function drawChoice(control: Extract<Control, { kind: 'choice' }>, set: Change): TemplateResult {
  const { name, label, value, options } = control;
  const onChange = ({ target }: Event): void => set({ [name]: (target as HTMLSelectElement).value });
  return html`<label class="control">
    <span>${label}</span>
    <select data-control=${name} .value=${live(value)} @change=${onChange}>
      ${options.map(
        (option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
      )}
    </select>
  </label>`;
}

type Range = readonly [min: number, max: number];

/** Returns `value` limited to its range, as links may hold any value. */
export const clamp = (value: number, [min, max]: Range): number => Math.min(max, Math.max(min, value));

/** Returns `value` as a whole number from `min` to `max`. */
export const within = (value: number, min: number, max: number): number => clamp(Math.round(value), [min, max]);

export const slider = (
  name: string,
  label: string,
  value: number,
  [min, max]: Range,
  shown: string,
  step = 1,
): Control => ({ kind: 'slider', name, label, value, min, max, step, shown });

/** A setting and the keys that change it: by one down, by one up, and if there are such keys to the least and to the most. */
interface KeySteps {
  readonly name: string;
  readonly value: number;
  readonly range: Range;
  readonly keys: readonly string[];
}

/** Returns the change that a key makes, or `undefined` if the key means nothing. */
export function afterStep(key: string, ...all: readonly KeySteps[]): Record<string, number> | undefined {
  const found = all.find(({ keys }) => keys.includes(key));
  if (!found) return undefined;
  const { name, value, range, keys } = found;
  const next = [value - 1, value + 1, ...range][keys.indexOf(key)]!;
  return { [name]: within(next, ...range) };
}
