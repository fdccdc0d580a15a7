"""What the places to press around a page are called, in each language that the fixed texts are written in."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH, SPANISH = "en", "es"

LABELS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "back": "Back",
        "subjects": "Subjects",
        "type": "Type",
        "help": "Help",
        "staff": "Ask staff",
        "clear": "Clear now",
        "up": "Up",
        "down": "Down",
        "listen": "Listen",
        "pin": "Staff PIN",
        "language": "Español",
    },
    SPANISH: {
        "back": "Volver",
        "subjects": "Temas",
        "type": "Escribir",
        "help": "Ayuda",
        "staff": "Personal",
        "clear": "Borrar",
        "up": "Subir",
        "down": "Bajar",
        "listen": "Escuchar",
        "pin": "Staff PIN",
        "language": "English",
    },
}
"""By language, what the target that does something is called; `language` leads to the other one."""

READ_THIS = {ENGLISH: "Please read this", SPANISH: "Por favor, lea esto"}
DANGER_IN_SPANISH = "Peligro. Busque ayuda ya"
"""Stands over a card; the English one names its route."""

HELP = {
    ENGLISH: """You can choose a subject, or type a question in your own words.
Touch what you want, or use the keys: Tab and the arrows move, Enter chooses.
F1 is Help. F2 asks staff. F3 shows the subjects. F4 is for typing, F5 for details. Esc clears the screen.""",
    SPANISH: """Las respuestas están en inglés. Los avisos de peligro y estas líneas de ayuda están también en español.
Toque lo que quiera, o use las teclas: Tab y las flechas mueven, Enter elige.
F1 es Ayuda. F2 es Personal. F3 muestra los temas. F4 es para escribir. Esc borra la pantalla.""",
}

ASK_STAFF = {
    ENGLISH: """Do you need a person? Go to any staff member and say: "I need help now."
This screen cannot call anybody for you.""",
    SPANISH: """¿Necesita a una persona? Vaya con alguien del personal y diga: "Necesito ayuda ahora".
Esta pantalla no puede llamar por usted.""",
}


def other(language: str) -> str:
    """Return the language that one may change to."""
    return SPANISH if language == ENGLISH else ENGLISH
