/** The page on which a fact was read. */
export interface Source {
  readonly title: string;
  readonly url: string;
}
