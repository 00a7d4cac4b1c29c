import type { CancellationToken, Position, Range, TextDocument, Uri } from 'vscode';
import { isShown } from '../../../core/glossary/cards/choices';
import type { TermDecision } from '../../../core/glossary/sense/decide';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { DocumentRegions } from '../../shared/documentRegions';
import type { Tables } from '../../../core/tables';
import type { DocumentTerms } from './documentTerms';
import { modelAt } from '../../models/modelAt';
import type { Sayings } from '../../models/sayings';
import type { ModelHere } from '../../models/modelAt';
import type { ParameterHere } from '../../models/callsAt';
import type { CountIfKnown } from '../../tokens/counting/documentCounter';
import type { LiveDefinitions } from './liveDefinitions';
import { rangeOf } from '../../shared/ranges';

export interface PlaceInText {
  readonly document: TextDocument;
  readonly position: Position;
}

/** The subject of one card: a model or a parameter leads, and a term at the same place is a line of it. */
export interface HoverTarget {
  readonly range: Range;
  readonly model?: ModelHere | undefined;
  readonly parameter?: ParameterHere | undefined;
  readonly term?: TermDecision | undefined;
}

/** Sources of the facts on cards. */
export interface CardDeps {
  readonly tables: Pick<Tables, 'catalog' | 'lifecycle' | 'hostIds'>;
  readonly targets: Pick<HoverTargets, 'at' | 'index'>;
  readonly live: Pick<LiveDefinitions, 'lineFor'>;
  readonly knownCount: CountIfKnown;
  readonly said: Pick<Sayings, 'otherwise'>;
}

/** Finds what stands at a place of a document that can be explained. */
export class HoverTargets {
  constructor(
    private readonly tables: Pick<Tables, 'catalog' | 'modelNames' | 'parameters'>,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
    private readonly terms: Pick<DocumentTerms, 'at' | 'rules'>,
  ) {}

  /** Finds what to explain at a place; undefined where nothing is to be shown, or the question was cancelled. */
  async at(document: TextDocument, position: Position, cancel: CancellationToken): Promise<HoverTarget | undefined> {
    const model = await modelAt(document, position, this.tables);
    // The reader of calls is loaded with the first question.
    const { parameterAt } = await import('../../models/callsAt');
    const parameter = model ? undefined : await parameterAt(document, position, this.tables, this.regions);
    const decision = await this.terms.at(document, position, cancel);
    const term = decision && isShown(decision, this.terms.rules.choices()) ? decision : undefined;
    const range = model?.range ?? parameter?.range ?? (term && rangeOf(document, term));
    return range && { range, model, parameter, term };
  }

  /** Returns the terms that hold for a document, and lead to each other. */
  async index(document: Uri): Promise<GlossaryIndex> {
    return (await this.terms.rules.glossary(document)).index;
  }
}
