"""What citizens write and what they are told: messages with their legal clock, answers by two people (15.1, 18.1-18.3)."""
