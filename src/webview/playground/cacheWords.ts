import { formatCount, formatUsd } from '../../core/base/numbers';
import type { CacheDiagnosis, CacheMiss } from '../../core/chat/messages/cacheMissSchema';
import { words } from '../shared/strings';

/** Says why less was read from the prompt cache than could have been, and what that cost. */
export function cacheWords(miss: CacheMiss): string {
  const { sharedTokens, isEstimate, cachedTokens, usd } = miss;
  const shared = `${isEstimate ? '≈' : ''}${formatCount(sharedTokens)}`;
  const missed = words('cacheMissed', shared, formatCount(cachedTokens), reasonOf(miss));
  return usd === undefined ? missed : `${missed} ${words('cacheMissedUsd', formatUsd(usd))}`;
}

function reasonOf({ cause, message = 0 }: CacheMiss): string {
  switch (cause) {
    case 'model':
      return words('cacheModel');
    case 'tools':
      return words('cacheTools');
    case 'system':
      return words('cacheSystem');
    case 'message':
      return words('cacheMessage', message);
    case 'expired':
      return words('cacheExpired');
    case 'no-breakpoint':
      return words('cacheBreakpoint');
    case 'unexplained':
      return words('cacheUnexplained');
  }
}

/** Gives the reason that the provider itself names for a cache miss, in its own word. */
export function diagnosisWords({ reason, missedTokens }: CacheDiagnosis): string {
  const word = reason.replaceAll('_', ' ');
  return missedTokens === undefined
    ? words('cacheSaid', word)
    : words('cacheSaidTokens', word, formatCount(missedTokens));
}
