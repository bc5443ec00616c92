"""The queries of the application."""

RECENT = "SELECT summary, weight FROM memories WHERE companion_id = %s ORDER BY created_at DESC LIMIT 20"
FACTS = "SELECT fact, confidence FROM user_facts WHERE user_id = %s"
LINK = "INSERT INTO platform_identities (user_id, platform, external_id) VALUES (%s, %s, %s)"
