"""Every weight of the ranking, in the order of its features, the intercept last."""

RANKING: tuple[float, ...] = (
    3.0,
    1.5,
    1.5,
    1.0,
    1.0,
    1.0,
    1.5,
    1.5,
    0.4,
    2.0,
    1.0,
    0.5,
    -1.5,
    -0.5,
    -0.5,
    1.0,
    -0.7,
    -0.5,
    -6.0,
)
CONFIDENCE: tuple[float, ...] = (0.6, 0.5, 1.5, 1.5, 0.5, -2.0, 0.8, -0.8, 0.3, -0.5, 0.2, -1.0)
