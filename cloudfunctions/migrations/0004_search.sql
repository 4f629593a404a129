CREATE TABLE "search_entries" (
	"community_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"grams" text[] NOT NULL,
	CONSTRAINT "search_entries_subject_id_community_id_pk" PRIMARY KEY("subject_id","community_id")
);
--> statement-breakpoint
CREATE INDEX "search_entries_grams" ON "search_entries" USING gin ("grams");