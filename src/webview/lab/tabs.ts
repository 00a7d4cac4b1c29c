import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { words } from '../shared/labStrings';
import type { Station } from './station';

/**
 * Returns the tab that a key leads to from the tab `at` of `count`, or `undefined` for other keys.
 * See https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
function tabAfterKey(key: string, at: number, count: number): number | undefined {
  const ways = { ArrowRight: at + 1, ArrowLeft: at + count - 1, Home: 0, End: count - 1 };
  return Object.hasOwn(ways, key) ? ways[key as keyof typeof ways] % count : undefined;
}

export function drawTabs(stations: readonly Station[], shown: Station, goTo: (id: string) => void): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = tabAfterKey(event.key, stations.indexOf(shown), stations.length);
    if (next === undefined) return;
    event.preventDefault();
    const { id } = stations[next]!;
    goTo(id);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#tab-${id}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${words('labStations')} @keydown=${onKey}>
    ${stations.map((station, index) => {
      const isShown = station === shown;
      const title = `${index + 1}. ${words(station.title)}`;
      return html`<button
        type="button"
        role="tab"
        id=${`tab-${station.id}`}
        aria-selected=${isShown ? 'true' : 'false'}
        aria-controls="station"
        tabindex=${isShown ? 0 : -1}
        data-title=${title}
        @click=${() => goTo(station.id)}
      >
        ${title}
      </button>`;
    })}
  </div>`;
}
