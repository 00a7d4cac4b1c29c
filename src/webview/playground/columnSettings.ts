import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { firstColumnId, nobody } from '../../core/playground/session/sessionSchema';
import { bodyField, bodyFieldsField, bodyFieldsProblem } from './bodyFieldsField';
import { button } from './buttons';
import type { ColumnStore } from './columnStore';
import { modelField, numberField, providerField, systemField } from './composerFields';
import { notes } from './composerNotes';
import { settingsLine } from './composerSettings';
import { addSchemaButton, toolsButton } from './documentButtons';
import { numberFields, schemaField, settingsProblems, toolsField } from './numberFields';
import type { FieldName, NumberField, FieldFault } from './numberFields';
import { toolParts } from './laterParts';
import { Offers, ParameterFields } from './parameterFields';
import type { ShownSchemaNotes } from './schemaLine';
import { loadSelect } from './select';
import { words } from '../shared/strings';
import { LightElement } from '../shared/lightElement';

/** The provider, model and settings of a column: a line that unfolds the fields, and notes to read before a message is sent. */
export class ColumnSettings extends LightElement {
  static override properties = {
    numbers: { state: true },
    triedToSend: { state: true },
    isOpen: { state: true },
    isOpenBeside: { state: true },
  };
  /** Numbers as typed. Text that is not a number is kept in the field, and out of the draft. */
  declare private numbers: Readonly<Record<NumberField['name'], string>>;
  /** Whether the user has tried to send. From then on, missing fields are shown. */
  declare private triedToSend: boolean;
  /** Whether the fields are unfolded. `undefined`: as they were when the page was last shown. */
  declare private isOpen: boolean | undefined;
  /** Whether the fields are unfolded while there are other columns, where the answers need the room. */
  declare private isOpenBeside: boolean;
  /**
   * Whether a try to send unfolded the fields, and not the user. They are folded again when the
   * message goes, to leave the room to the answer.
   */
  private isUnfoldedToMend = false;
  private readonly offers: Offers;
  private readonly parameters: ParameterFields;
  private schemaNotes: ShownSchemaNotes | undefined;

  constructor(readonly store: ColumnStore) {
    super();
    this.numbers = { temperature: '', 'max-output': '' };
    this.triedToSend = false;
    this.offers = new Offers(store, () => this.requestUpdate());
    this.parameters = new ParameterFields(store, this.offers, this.idOf, () => this.requestUpdate());
  }

  /** Begins anew, as everything may have changed: see `Offers`. */
  begin(): void {
    this.offers.forget();
    this.requestUpdate();
  }

  /** Whether nothing can be sent here. */
  get isDisabled(): boolean {
    return !this.store.canWrite;
  }

  /** Returns the id of a field. Ids belong to the whole page, which may have several of each field. */
  readonly idOf = (name: string): string => {
    const { columnId } = this.store;
    return columnId === firstColumnId ? name : `${name}-${columnId}`;
  };

  /** Reasons why nothing can be sent here. */
  get problems(): FieldFault[] {
    const wrong = this.parameters.wrong.map((field): FieldFault => ({ field, text: words('problemParameter') }));
    const ofBody = bodyFieldsProblem(this.store, this.offers.now);
    return [
      ...settingsProblems(this.store.draft, this.store.provider, this.numbers, this.offers.now),
      ...wrong,
      ...ofBody,
      ...(toolParts()?.toolsProblem(this.store, this.offers.can) ?? []),
      ...(toolParts()?.schemaProblem(this.store, this.offers.can) ?? []),
    ];
  }

  readonly problem = (name: FieldName): FieldFault | undefined =>
    this.shownProblems.find(({ field }) => field === name);

  /** Keeps the fields as they are, as the user is in them while a second column comes. */
  keepOpen(): void {
    this.isOpenBeside = this.isOpen ?? this.store.host.settingsOpen;
  }

  /** Shows what is missing for a message that is to be sent. `first`: the field to go to. */
  tryToSend(first?: FieldFault): void {
    this.triedToSend = this.problems.length > 0;
    if (first === undefined) return;
    if (!this.isUnfolded) {
      this.fold(false);
      this.isUnfoldedToMend = true;
    }
    void this.updateComplete.then(() => {
      this.querySelector<HTMLElement>(`[data-testid="${first.field}"]`)?.focus();
    });
  }

  /** Called when the message goes. */
  sent(): void {
    this.triedToSend = false;
    if (this.isUnfoldedToMend) this.fold(true);
  }

  protected override willUpdate(): void {
    this.offers.look();
    const parts = toolParts();
    if (parts) this.schemaNotes ??= new parts.ShownSchemaNotes(this.store, () => this.requestUpdate());
    this.schemaNotes?.look();
    // The text that the user typed ("0.70") stays as long as it means what the draft holds (0.7).
    for (const { name, of, parse } of numberFields) {
      const parsed = parse(this.numbers[name]);
      const value = this.store.draft[of];
      if ('value' in parsed && parsed.value !== value) {
        this.numbers = { ...this.numbers, [name]: value === null ? '' : String(value) };
      }
    }
  }

  protected override render(): TemplateResult {
    const { store, isUnfolded } = this;
    const { can } = this.offers;
    const parts = toolParts();
    const toggle = (): void => this.fold(isUnfolded);
    if (isUnfolded) loadSelect();
    // Faults of the tools and the schema are shown beside the tools and the schema.
    const folded = this.shownProblems.find(({ field }) => field !== schemaField && field !== toolsField);
    return html`${settingsLine(store, isUnfolded, this.idOf('settings'), folded, toggle)}
      <div class="settings" id=${this.idOf('settings')} ?hidden=${!isUnfolded}>
        <div class="fields">${this.choiceFields()}</div>
        ${this.parameters.render(this.isDisabled)} ${bodyFieldsField(this)}
        <div class="chips">
          ${this.presetButton()} ${addSchemaButton(store, can, this.isDisabled)} ${toolsButton(this, can)}
        </div>
        ${systemField(this)}
      </div>
      <div class="chips">${parts?.toolsChip(this)} ${parts?.schemaChip(store, this.isDisabled)}</div>
      <div class="notes">
        ${parts?.toolsNotes(this, can)} ${parts?.schemaNotes(store, this.schemaNotes?.now, can, this.isDisabled)}
      </div>
      ${notes(store)}`;
  }

  private get isLone(): boolean {
    return this.store.page.isLone;
  }

  private get isUnfolded(): boolean {
    return this.isLone ? (this.isOpen ?? this.store.host.settingsOpen) : this.isOpenBeside;
  }

  private fold(folded: boolean): void {
    this.isUnfoldedToMend = false;
    if (!this.isLone) {
      this.isOpenBeside = !folded;
      return;
    }
    this.isOpen = !folded;
    this.store.host.save({ settingsOpen: !folded });
  }

  private presetButton(): TemplateResult {
    const { page, host, columnId: column } = this.store;
    const choose = (): void => {
      page.flush();
      host.post({ type: 'choosePreset', column });
    };
    const options = { icon: 'bookmark', title: words('presetsHint'), disabled: this.isDisabled };
    return button('choose-preset', words('presets'), choose, options);
  }

  private choiceFields(): TemplateResult {
    return html`${providerField(this, (id) => this.chooseProvider(id))} ${modelField(this)}
    ${numberFields.filter(({ of }) => !this.parameters.isRefused(of)).map((field) => numberField(this, field, this.numbers[field.name], (text) => this.typeNumber(field, text)))}`;
  }

  /** The problems to show. A wrong number is shown at once, an empty field only after the user has tried to send. */
  private get shownProblems(): FieldFault[] {
    const atOnce = ({ field }: FieldFault): boolean =>
      ['temperature', 'max-output', bodyField, schemaField, ...this.parameters.wrong].includes(field);
    return this.problems.filter((problem) => this.triedToSend || atOnce(problem));
  }

  private typeNumber({ name, of, parse }: NumberField, text: string): void {
    this.numbers = { ...this.numbers, [name]: text };
    const parsed = parse(text);
    if ('value' in parsed) this.store.edit({ [of]: parsed.value });
  }

  /**
   * Chooses a provider. As a model id belongs to its provider, the model that was last used there is taken,
   * or else its first suggestion. A model that came without a provider stays, unless this provider has told
   * which models it has and that is none of them.
   */
  private chooseProvider(providerId: string): void {
    const { models = [], modelsFromProvider = false } = this.store.providers.find(({ id }) => id === providerId) ?? {};
    const { draft } = this.store;
    const used = [...this.store.turns.values()].findLast((turn) => turn.providerId === providerId)?.model;
    const isKept = models.includes(draft.model) || (draft.providerId === nobody && !modelsFromProvider);
    const model = (isKept && draft.model) || (used ?? models[0] ?? '');
    this.store.edit({ providerId, model });
  }
}
customElements.define('ai-column-settings', ColumnSettings);
