"""The trail: every act on content, site and case, with person and unit, hash-chained and unchangeable (4.9)."""
