"""Which stories may fit which requirement, by their words alone: BM25 over their stems (S.
Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009). A
suggestion only; the person says whether it fits."""

import logging
from collections.abc import Sequence
from itertools import islice

import bm25s
import numpy as np
import Stemmer  # type: ignore[import-not-found]  # a compiled module, without stubs
from numpy.typing import NDArray

MAX_SUGGESTIONS = 2  # suggestions for one requirement
SHARED = 2  # stems, at least; of a requirement with fewer, all
logging.getLogger("bm25s").setLevel(logging.WARNING)  # else each index is a line of the log
ANOTHER = ""  # stands for each stem that nobody asks for: it only makes a story longer


def suggested(texts: Sequence[str], stories: Sequence[str]) -> list[list[int]]:
    """For each of `texts` the places in `stories`, which are texts too, of those that fit best, the
    best first."""
    asked = stems_of(texts)
    wanted: set[str] = set().union(*asked)
    told = [
        [stem if stem in wanted else ANOTHER for stem in stems]
        for stems in stems_of(stories if wanted else [])
    ]
    if not any(told):
        return [[] for _ in texts]
    ranking = bm25s.BM25()
    ranking.index(told, show_progress=False)
    there = [set(stems) for stems in told]
    return [best(ranking.get_scores(stems), set(stems), there) if stems else [] for stems in asked]


def stems_of(texts: Sequence[str]) -> list[list[str]]:
    stemmer = Stemmer.Stemmer("english")
    return (
        bm25s.tokenize(
            texts, stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False
        )
        if texts
        else []
    )


def best(scores: NDArray[np.float32], wanted: set[str], there: Sequence[set[str]]) -> list[int]:
    """The first of those that have enough of the stems that are `wanted`, by their scores."""
    enough = min(SHARED, len(wanted))
    fitting = (
        int(place)
        for place in (-scores).argsort(kind="stable")
        if len(wanted & there[place]) >= enough
    )
    return list(islice(fitting, MAX_SUGGESTIONS))
