import { startPage } from '../shared/pageApi';
import { startCard } from './startCard';

startPage('ai-card', startCard);
