import { isRecord } from '../../base/json';
import type { Span } from '../../text/span';
import type { ConfigPath, ConfigText } from './configText';

/** A value of a config that knows where it is. */
export class ConfigValue {
  private constructor(
    readonly text: ConfigText,
    readonly value: unknown,
    readonly path: ConfigPath,
  ) {}

  static of(text: ConfigText): ConfigValue {
    return new ConfigValue(text, text.value, []);
  }

  get(key: string): ConfigValue {
    const { value } = this;
    return this.at(key, isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined);
  }

  fields(): [key: string, value: ConfigValue][] {
    const { value } = this;
    return isRecord(value) ? Object.entries(value).map(([key, each]) => [key, this.at(key, each)]) : [];
  }

  /** Returns the items of a list. A value that is no list counts as a list of one. */
  items(): ConfigValue[] {
    const { value } = this;
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value.map((each, index) => this.at(index, each)) : [this];
  }

  /** Returns the value in another form, at this place. */
  as(value: unknown): ConfigValue {
    return new ConfigValue(this.text, value, this.path);
  }

  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get string(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  get number(): number | undefined {
    return typeof this.value === 'number' && Number.isFinite(this.value) ? this.value : undefined;
  }

  /** The path as a text: `providers[0].config.apiKey`. */
  get what(): string {
    const parts = this.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`));
    return parts.join('').replace(/^\./, '');
  }

  get place(): { readonly file: string; readonly span?: Span } {
    const span = this.text.spanOf(this.path);
    return { file: this.text.file, ...(span && { span }) };
  }

  private at(key: string | number, value: unknown): ConfigValue {
    return new ConfigValue(this.text, value, [...this.path, key]);
  }
}
