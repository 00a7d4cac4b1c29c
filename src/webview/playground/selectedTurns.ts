import type { TurnSection } from './turnSection';

/** A selection over more turns than this is kept at its two ends: all of a long conversation may be selected. */
const maxSelected = 40;

/** Returns the turns in which something is selected. They stay drawn, or the selection would be lost. */
export function selectedTurns(sections: readonly TurnSection[]): Set<TurnSection> {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed) return new Set();
  const selected = sections.filter(({ element }) => selection.containsNode(element, true));
  if (selected.length <= maxSelected) return new Set(selected);
  const ends = [selection.anchorNode, selection.focusNode];
  return new Set(selected.filter(({ element }) => ends.some((node) => element.contains(node))));
}
