import { escapeMarkdown } from '../base/markdown';
import type { Family, Model } from '../catalog/catalogTable';
import type { PagePlace } from './address';
import { anchorOf } from '../base/anchors';

/** Returns the place of a model's facts: below a heading of its family's page. */
export const modelPlace = ({ family, name }: Model): PagePlace => ({
  folder: 'families',
  id: family,
  anchor: anchorOf(name),
});

export const comparisonTitle = 'Models side by side';

export const comparisonPlace = ({ id }: Family): PagePlace => ({
  folder: 'families',
  id,
  anchor: anchorOf(comparisonTitle),
});

/** Returns a link with a model's name, which leads to its facts. */
export const modelLink = ({ family, name }: Model): string =>
  `[${escapeMarkdown(name)}](../families/${family}.md#${anchorOf(name)})`;
