"""Which stories may fit which requirement, by their words alone: BM25 over their stems (S. Robertson and H. Zaragoza,
The Probabilistic Relevance Framework: BM25 and Beyond, 2009). A suggestion only; the person says whether it fits."""

import bm25s
import Stemmer

MOST = 2  # suggestions for one requirement
SHARED = 2  # stems, at least; of a requirement with fewer, all


def suggested(texts, stories):
    """For each of `texts` the places in `stories`, which are texts too, of those that fit best, the best first."""
    asked, told = stems_of(texts), stems_of(stories)
    if not any(told):
        return [[] for _ in texts]
    ranking = bm25s.BM25()
    ranking.index(told, show_progress=False)
    return [best(ranking.get_scores(stems), stems, told) if stems else [] for stems in asked]


def stems_of(texts):
    stemmer = Stemmer.Stemmer("english")
    return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False) if texts else []


def best(scores, stems, told):
    wanted = set(stems)
    fitting = [place for place in (-scores).argsort(kind="stable") if len(wanted & set(told[place])) >= min(SHARED, len(wanted))]
    return [int(place) for place in fitting[:MOST]]
