import { startPage } from '../shared/pageApi';
import { startCard } from './cardView';

startPage('ai-card', startCard);
