ALTER TABLE "order_notes" ADD COLUMN "is_transcript" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "seconds" integer;