import type { CatalogTable } from '../../../catalog/catalogTable';
import type { LifecycleTable } from '../../../catalog/lifecycleTable';
import type { ParsedIdConfig } from '../config/configFaults';
import type { FoundId } from '../findIds';
import type { ModelNames } from '../../../catalog/names/modelNames';
import type { CalledAt } from '../../../catalog/names/spelling';

/** What the worker finds when it starts. */
export interface IdWorkerData {
  readonly catalog: CatalogTable;
  readonly lifecycle: LifecycleTable;
}

/** Each has one reply of the same id. */
export type IdRequest =
  | { readonly kind: 'find'; readonly id: number; readonly languageId: string; readonly file: string | Uint8Array }
  | { readonly kind: 'parseConfig'; readonly id: number; readonly text: string }
  | { readonly kind: 'ignoreId'; readonly id: number; readonly text: string; readonly ignored: string };

export type IdReply =
  /** Undefined: the file is no text. */
  | { readonly kind: 'found'; readonly id: number; readonly found: readonly PlacedId[] | undefined }
  | { readonly kind: 'parsed'; readonly id: number; readonly parsed: ParsedIdConfig }
  /** Undefined: no ids can be put into the text. */
  | { readonly kind: 'written'; readonly id: number; readonly text: string | undefined }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** An id of which an end is published, and its place; what it names is looked up again where it arrives. */
export type PlacedId = Omit<FoundId, 'named'> & { readonly calledAt?: CalledAt };

export const toPlaced = (found: readonly FoundId[]): PlacedId[] =>
  found.flatMap(({ named, ...place }) =>
    named?.record ? [{ ...place, ...(named.calledAt && { calledAt: named.calledAt }) }] : [],
  );

export const fromPlaced = ({ calledAt, ...place }: PlacedId, names: Pick<ModelNames, 'find'>): FoundId => ({
  ...place,
  named: names.find(place.written, calledAt),
});
